"""Where the shared database is: an address that never holds a password."""

import os
import ssl
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from bdc_desk.errors import Refused

PORT = 5432
EXAMPLE = "postgresql://kim@db.example.test/bdc"
COMMAND = "bdc-desk join "
"""People paste the whole line that they were handed."""
AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS, BSD
)
ENCRYPTED = ("verify-full", "verify-ca", "require")
MODES = (*ENCRYPTED, "disable")


@dataclass(frozen=True, slots=True)
class Address:
    """Server, database and login. `sslmode`: as libpq has it; "" chooses: `verify-full`, on loopback
    `prefer`.

    `sslrootcert`: file of the authority that signed the server's certificate, "system" for the system's.
    """

    host: str
    database: str
    login: str
    port: int = PORT
    sslmode: str = ""
    sslrootcert: str = ""

    @property
    def is_loopback(self) -> bool:
        """Whether nothing leaves this machine: the one case in which TLS may be missing."""
        if self.host in {"", "localhost"} or self.host.startswith("/"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        """As a person gives it."""
        query = "&".join(
            f"{name}={quote(value)}"
            for name, value in (("sslmode", self.sslmode), ("sslrootcert", self.sslrootcert))
            if value
        )
        port = f":{self.port}" if self.port != PORT else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{quote(self.login)}@{host}{port}/{quote(self.database)}" + (
            f"?{query}" if query else ""
        )

    def parameters(self) -> dict[str, str | int]:
        """What libpq is told; the password is not among it."""
        mode = self.sslmode or ("prefer" if self.is_loopback else "verify-full")
        certificate = self.sslrootcert or (known_authorities() if mode == "verify-full" else "")
        return {
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            "user": self.login,
            "sslmode": mode,
            **({"sslrootcert": certificate} if certificate else {}),
        }

    def of(self, login: str) -> "Address":
        """The same database for another login."""
        return replace(self, login=login)


def read_address(text: str, *, login: str = "") -> Address:
    """The address in `text`, "postgresql://login@server:port/database?sslmode=...&sslrootcert=...".

    `login`: where the text names none. Raises Refused in words: another form, a password in it, TLS switched
    off for a server elsewhere.
    """
    try:
        parts = urlsplit(text.strip().removeprefix(COMMAND).strip())
        port = parts.port or PORT
    except ValueError:  # it quotes a part of the text, which may be a password with a sign of its own
        raise Refused(
            "This is no address: what stands there is no server with a port. An address holds no password "
            f"and looks like {EXAMPLE}.",
            code="address",
        ) from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.hostname:
        raise Refused(f"An address of a shared database looks like {EXAMPLE}.", code="address")
    if parts.password is not None:
        raise Refused(
            "No password in the address: it would end up in lists and histories. It is asked for.",
            code="address",
        )
    name = unquote(parts.username or "") or login
    database = unquote(parts.path.strip("/"))
    if not name or not database or "/" in database:
        raise Refused(f"The address names a login and a database: {EXAMPLE}.", code="address")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    unknown = options.keys() - {"sslmode", "sslrootcert"}
    if unknown or options.get("sslmode", MODES[0]) not in MODES:
        raise Refused(
            f"An address has no option but sslmode ({', '.join(MODES)}) and sslrootcert.", code="address"
        )
    return _encrypted(
        Address(
            parts.hostname, database, name, port, options.get("sslmode", ""), options.get("sslrootcert", "")
        )
    )


def _encrypted(address: Address) -> Address:
    """The address, unless it would send personal data in the clear. Raises Refused."""
    if address.sslmode not in {"", *ENCRYPTED} and not address.is_loopback:
        raise Refused(
            "Personal data goes over the network only encrypted: leave sslmode out.", code="address"
        )
    return address


def known_authorities() -> str:
    """The system's list of authorities that sign servers' certificates: the file where one is found, else
    "system". The driver's own libpq looks in a folder of its own, where no system keeps any.
    """
    listed = (ssl.get_default_verify_paths().cafile, *AUTHORITIES)
    return next((file for file in listed if file and Path(file).is_file()), "system")


def owner_address(text: str | None) -> Address:
    """The address of a database's owner: `text`, else libpq's own PGHOST, PGPORT, PGDATABASE, PGUSER,
    PGSSLMODE and PGSSLROOTCERT.

    Raises Refused where neither names one.
    """
    if text:
        return read_address(text, login=os.environ.get("PGUSER", ""))
    host, database, login = (os.environ.get(name, "") for name in ("PGHOST", "PGDATABASE", "PGUSER"))
    if not host or not database or not login:
        raise Refused(
            f"Which database? Give its address ({EXAMPLE}), or set PGHOST, PGDATABASE and PGUSER.",
            code="address",
        )
    port = os.environ.get("PGPORT", str(PORT))
    if not port.isdecimal():
        raise Refused("PGPORT is not the number of a port.", code="address")
    mode, certificate = os.environ.get("PGSSLMODE", ""), os.environ.get("PGSSLROOTCERT", "")
    return _encrypted(Address(host, database, login, int(port), mode, certificate))
