"""`bdc-desk setup`: from arguments, from questions, once."""

from collections.abc import Callable

import pytest

from bdc_desk.cli import set_up_profile
from tests.cli.conftest import Commands


def test_arguments_set_a_dealership_up(run: Commands) -> None:
    said = run.set_up("--role", "enquiry", "--dial", "tel", "--region", "sct")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"Harbour Motors is set up in {run.folder}: GB, Europe/London.\n"
        "Next: `bdc-desk import FOLDER` brings lead mails in, `bdc-desk` opens the window.\n"
    )
    assert 'region = "SCT"' in run("policy", "show").out
    assert run("queue").out == "The queue is empty. `bdc-desk import FOLDER` brings lead mails in.\n"


def test_twice_is_refused(run: Commands) -> None:
    run.set_up()
    said = run.set_up()
    assert said.code == 1
    assert said.err == (
        f"bdc-desk: The profile in {run.folder} holds a dealership already. `bdc-desk` opens it.\n"
    )


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "  --name: Give the dealership's name."),
        (["--name", "x", "--country", "UK"], "  --country: Choose the country by its ISO 3166 code"),
        (["--name", "x", "--zone", "London"], "  --zone: Choose a time zone"),
        (["--name", "x", "--person", " "], "  --person: Give your name"),
        (["--name", "x", "--hours", "21-9"], "(--hours): “21-9” ends before it begins"),
        (["--name", "x", "--hours", ""], "  --hours: Open on one day at least"),
    ],
)
def test_faults_name_their_argument_and_leave_no_folder(run: Commands, argv: list[str], says: str) -> None:
    said = run("setup", *argv)
    assert said.code == 1
    assert says in said.err
    assert not run.folder.exists()


def answering(answers: dict[str, list[str]]) -> Callable[[str, str], str]:
    def answer(question: str, guess: str) -> str:
        told = answers.get(question.partition(" (")[0])
        return told.pop(0) if told else guess

    return answer


def test_questions_are_asked_again_until_the_answer_is_right(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {
        "Dealership": ["", "Harbour Motors"],
        "Country": ["uk", "gb"],
        "Time zone": ["London", "Europe/London"],
        "Your name": ["Ana Cruz"],
        "Your role": ["boss", "manager"],
        "Opening hours, every day": ["all day", "9-18"],
    }
    monkeypatch.setattr(set_up_profile, "_ask", answering(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    said = run("setup")
    assert said.code == 0, said.err
    assert not any(answers.values())
    assert said.out.count("Choose") == 3
    assert "“all day” is not a span" in said.out
    assert 'monday    = ["09:00-18:00"]' in run("policy", "show").out
