"""The faces papers need: known when there, named with their packages when not."""

import pytest

from app.printing import fonts


def test_the_machine_of_the_tests_has_every_face():
    fonts.check()


def test_nothing_is_absent_when_every_family_is_installed():
    assert fonts.absent(set(fonts.NEEDED)) == []


@pytest.mark.parametrize(("family", "package"), fonts.NEEDED.items())
def test_a_missing_family_names_its_package(family, package):
    assert fonts.absent(set(fonts.NEEDED) - {family}) == [package]


def test_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "families", set)
    with pytest.raises(fonts.FontsMissingError) as caught:
        fonts.check()
    assert "请先安装：fonts-hanazono、fonts-lxgw-wenkai、fonts-noto-cjk。" in str(caught.value)


def test_without_fontconfig_its_package_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(fonts.FontsMissingError, match="请先安装：fontconfig。"):
        fonts.check()


def test_only_font_files_of_the_folder_become_faces(tmp_path):
    for name in ("a.TTF", "b.otf", "c.ttc", "readme.txt"):
        (tmp_path / name).touch()
    assert fonts.faces(tmp_path).count("@font-face") == 3
