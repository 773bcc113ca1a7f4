"""Over the network a desk joins by TLS only, and only a server that is who it says it is."""

import ipaddress
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BOSS, BOSS_PASSWORD, Office
from tests.helpers.desks import MONDAY
from tests.helpers.postgres import LOOPBACK

x509 = pytest.importorskip("cryptography.x509")  # keyring brings it along on Linux

ASKS_FOR_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""PostgreSQL's SSLRequest; the answer is S."""


@dataclass(frozen=True)
class Authority:
    """Who signs certificates; `file` is what desks are given of it."""

    file: Path
    key: Any
    name: Any

    def certificate(self, host: str) -> Path:
        """A file with the key and the certificate of a server of that name."""
        from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - see importorskip

        key = _key()
        names = (
            [x509.DNSName(host)] if not host[0].isdigit() else [x509.IPAddress(ipaddress.ip_address(host))]
        )
        built = _built(host, self.name, key.public_key()).add_extension(
            x509.SubjectAlternativeName(names), critical=False
        )
        signed = built.sign(self.key, hashes.SHA256())
        file = self.file.with_name(f"{self.file.stem}-{host}.pem")
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + signed.public_bytes(serialization.Encoding.PEM)
        )
        return file


def authority(folder: Path, name: str) -> Authority:
    """A new one."""
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - see importorskip

    key = _key()
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    built = _built(name, subject, key.public_key()).add_extension(
        x509.BasicConstraints(True, None), critical=True
    )
    file = folder / f"{name}.crt"
    file.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return Authority(file, key, subject)


def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - see importorskip

    return ec.generate_private_key(ec.SECP256R1())


def _built(name: str, issuer: Any, key: Any) -> Any:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(MONDAY - timedelta(days=3650))
        .not_valid_after(MONDAY + timedelta(days=36500))
    )


class Encrypting:
    """Stands before a server that has no TLS, and gives it one."""

    def __init__(self, port: int, certificate: Path) -> None:
        self._server_port = port
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._context.set_alpn_protocols(["postgresql"])
        self._listening = socket.create_server((LOOPBACK, 0))
        self.port = int(self._listening.getsockname()[1])
        self.encrypted = 0
        self._threads = [threading.Thread(target=self._accept, name="tls")]
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), name="tls client")
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(10)
        with client, suppress(OSError, ssl.SSLError):
            if client.recv(8, socket.MSG_WAITALL) != ASKS_FOR_TLS:
                return
            client.sendall(b"S")
            with (
                self._context.wrap_socket(client, server_side=True) as secure,
                socket.create_connection((LOOPBACK, self._server_port), timeout=10) as server,
            ):
                self.encrypted += 1
                _pass_on(secure, server)


def _pass_on(secure: ssl.SSLSocket, server: socket.socket) -> None:
    """Both ways in one thread: two must not use one TLS connection at once."""
    while True:
        ready = [secure] if secure.pending() else select.select([secure, server], [], [], 10)[0]
        for source in ready:
            piece = source.recv(65536)
            if not piece:
                return
            (server if source is secure else secure).sendall(piece)
        if not ready:
            return


@contextmanager
def encrypting(port: int, certificate: Path) -> Iterator[Encrypting]:
    """One, closed at the end."""
    proxy = Encrypting(port, certificate)
    try:
        yield proxy
    finally:
        proxy.close()


def test_a_server_that_proves_its_name_is_joined(office: Office, tmp_path: Path) -> None:
    ours = authority(tmp_path, "ours")
    office.begin()
    first = office.person("Kim Ro")
    with encrypting(office.server.port, ours.certificate("localhost")) as proxy:
        address = (
            f"postgresql://kim_ro@localhost:{proxy.port}/{office.database}"
            f"?sslmode=verify-full&sslrootcert={ours.file}"
        )
        office.types(first, "own secret of kim_ro")
        said = office.desk("kim")("join", address)
        assert said.code == 0, said.err
        assert "✓ Encrypted connection: The server is who it says it is.\n" in said.out
        assert office.desk("kim")("sync").code == 0
        assert proxy.encrypted >= 2
        assert f"sslrootcert={ours.file}" in office.desk("kim")("where").out


@pytest.mark.parametrize(
    ("signed_by", "name", "options", "says"),
    [
        ("another", "localhost", "sslmode=verify-full&sslrootcert={file}", "certificate cannot be verified"),
        ("ours", "db.example.test", "sslmode=verify-full&sslrootcert={file}", "the server's right name"),
        (
            "ours",
            "localhost",
            "sslmode=verify-full",
            "certificate cannot be verified",
        ),  # the system knows it not
        ("another", "localhost", "sslmode=verify-ca&sslrootcert={file}", "certificate cannot be verified"),
    ],
)
def test_a_server_that_does_not_is_refused_in_words(
    office: Office, tmp_path: Path, signed_by: str, name: str, options: str, says: str
) -> None:
    ours, signing = authority(tmp_path, "ours"), authority(tmp_path, "another")
    signing = ours if signed_by == "ours" else signing
    with encrypting(office.server.port, signing.certificate(name)) as proxy:
        office.types("x")
        said = office.desk("kim")(
            "join",
            f"postgresql://kim@localhost:{proxy.port}/{office.database}?{options.format(file=ours.file)}",
        )
    assert said.code == 1
    assert said.out.endswith("✓ Reach the server\n✗ Encrypted connection\n")
    assert says in said.err
    assert "do not switch the check off" in said.err


def test_a_server_without_tls_is_refused_where_it_was_asked_for(office: Office) -> None:
    office.types("x")
    said = office.desk("kim")("join", f"{office.address('kim')}?sslmode=verify-full")
    assert said.out.endswith("✗ Encrypted connection\n")
    assert "The server offers no encrypted connection" in said.err


def test_the_authority_s_file_goes_with_the_address(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = authority(tmp_path, "ours")
    office.begin()
    monkeypatch.setenv("PGPASSWORD", BOSS_PASSWORD)
    with encrypting(office.server.port, ours.certificate("localhost")) as proxy:
        address = f"postgresql://{BOSS}@localhost:{proxy.port}/{office.database}?sslrootcert={ours.file}"
        said = office.desk("owner")(
            "shared",
            "add-person",
            "Kim Ro",
            "--role",
            "manager",
            "--database",
            f"{address}&sslmode=verify-full",
        )
        with monkeypatch.context() as patch:
            for name, value in (
                ("PGHOST", "localhost"),
                ("PGPORT", str(proxy.port)),
                ("PGDATABASE", office.database),
                ("PGUSER", BOSS),
                ("PGSSLMODE", "verify-full"),
                ("PGSSLROOTCERT", str(ours.file)),
            ):
                patch.setenv(name, value)
            by_variables = office.desk("owner")("shared", "new-password", "Kim Ro")
    for told in (said, by_variables):
        assert told.code == 0, told.err
        assert f"?sslmode=verify-full&sslrootcert={ours.file}\n" in told.out
        assert "sslrootcert names a file on this computer: hand the file over" in told.out
