"""Settings: each message states the file, the key, the fact and what to do; all at once."""

from pathlib import Path

import pytest

from revops.errors import RevopsError, SettingsError
from revops.workspace import open_workspace, packed

GOOD = 'company = "Faro"\ncurrency = "USD"\n'


def workspace(folder: Path, toml: str = GOOD, **agreement: str) -> Path:
    (folder / "revops.toml").write_text(toml, encoding="utf-8")
    (folder / "agreement").mkdir(exist_ok=True)
    for name, text in agreement.items():
        (folder / "agreement" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        open_workspace(folder)
    return str(caught.value)


def test_defaults_hold_where_a_key_is_absent(tmp_path: Path) -> None:
    opened = open_workspace(workspace(tmp_path))
    assert (opened.settings.language, opened.settings.zone) == ("en", "UTC")
    assert opened.agreement.sla.deadline_hours == 24


def test_all_problems_come_at_once_with_the_nearest_key(tmp_path: Path) -> None:
    toml = 'company = "Faro"\ncurency = "USD"\nzone = "Mars/Base"\n[privacy]\nshow_name = true\n'
    told = problems(workspace(tmp_path, toml))
    assert "revops.toml has 4 problems" in told
    assert "curency: unknown key. Did you mean 'currency'?" in told
    assert "currency: is required and missing" in told
    assert "'Mars/Base' is no time zone" in told
    assert "privacy.show_name: unknown key. Did you mean 'show_names'?" in told


def test_unknown_key_inside_a_list_names_its_place(tmp_path: Path) -> None:
    toml = GOOD + '[[exports]]\nsource = "custom"\npath = "a.csv"\ncolums = {}\n'
    assert "exports[1].colums: unknown key. Did you mean 'columns'?" in problems(
        workspace(tmp_path, toml)
    )


def test_toml_that_does_not_parse_names_the_line(tmp_path: Path) -> None:
    assert "line 1" in problems(workspace(tmp_path, "company = \n"))


def test_environment_variables_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPANY", "Bosque")
    toml = 'company = "${COMPANY}"\ncurrency = "USD"\n'
    assert open_workspace(workspace(tmp_path, toml)).settings.company == "Bosque"


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    toml = 'company = "${NOT_SET_ANYWHERE}"\ncurrency = "USD"\n'
    told = problems(workspace(tmp_path, toml))
    assert "company: the environment variable NOT_SET_ANYWHERE is not set" in told


def test_agreement_rows_are_checked(tmp_path: Path) -> None:
    stages = "object,pipeline,label,stage,position,status\ndeal,,Demo,demo,two,maybe\n"
    told = problems(workspace(tmp_path, stages_csv=stages, sla_toml="deadline_hour = 4\n"))
    assert "agreement/stages.csv row 2: object is 'deal'; use one of: lead, opportunity" in told
    assert "agreement/stages.csv row 2: position is no whole number" in told
    assert "agreement/stages.csv row 2: status is 'maybe'" in told
    assert "agreement/sla.toml: deadline_hour: unknown key. Did you mean 'deadline_hours'?" in told


def test_a_missing_column_of_the_agreement_is_named(tmp_path: Path) -> None:
    told = problems(workspace(tmp_path, channels_csv="kind,source,chanel\n"))
    assert "agreement/channels.csv: the column 'medium' is missing" in told
    assert "agreement/channels.csv: unknown column 'chanel'" in told


def test_no_workspace_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVOPS_WORKSPACE", raising=False)
    with pytest.raises(RevopsError, match="revops new DIR"):
        open_workspace()


def test_the_workspace_is_found_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REVOPS_WORKSPACE", raising=False)
    inner = workspace(tmp_path) / "notebooks"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert open_workspace().root == tmp_path.resolve()


def test_own_notebooks_win_over_the_packages(tmp_path: Path) -> None:
    own = workspace(tmp_path) / "notebooks"
    own.mkdir()
    (own / "funnel.ipynb").write_text("{}", encoding="utf-8")
    found = open_workspace(tmp_path).notebooks()
    assert found["funnel"] == own.resolve() / "funnel.ipynb"
    assert all(path.parent == packed("notebooks") for n, path in found.items() if n != "funnel")


def test_a_wrong_value_is_told_as_it_is_written_since_a_variable_may_hold_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_URI", "slack://T0/B0/xoxb-7f3a9c51")
    channel = '[[delivery]]\nname = "team"\nuri = "${SLACK_URI}"\nlink = "${SLACK_URI}"\n'
    told = problems(workspace(tmp_path, GOOD + channel))
    assert "delivery[1].link" in told
    assert "(given: '${SLACK_URI}')" in told
    assert "xoxb" not in told


@pytest.mark.parametrize("text", ["kind,source,medium,channel\ntouchpoint,a,b,c,d\n", ""])
def test_an_agreed_file_that_is_no_table_is_a_problem_like_any_other(
    tmp_path: Path, text: str
) -> None:
    told = problems(workspace(tmp_path, channels_csv=text))
    assert "agreement/channels.csv: is no table" in told
