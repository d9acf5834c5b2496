"""The commands in script/ say plainly what they do, need and refuse."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from app.printing import fonts

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPT = CHECKOUT / "script"
COMMANDS = ["bootstrap", "server", "test"]
UNPRIVILEGED = "#!/bin/sh\necho 1000\n"
FAILING = "#!/bin/sh\nexit 1\n"


def run(*command, cwd=CHECKOUT, **environment):
    """The finished command, with PORT, HOST and the like unset unless given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as holder:
        yield holder.getsockname()[1]


@pytest.fixture
def bare_checkout(tmp_path):
    """A checkout without an environment, and a PATH whose first folder shadows the machine's."""
    shutil.copytree(SCRIPT, tmp_path / "checkout" / "script")
    for name in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(CHECKOUT / name, tmp_path / "checkout" / name)
    shadows = tmp_path / "shadows"
    shadows.mkdir()

    def bootstrap(mode, **programs):
        for name, text in programs.items():
            (shadows / name.replace("_", "-")).write_text(text)
            (shadows / name.replace("_", "-")).chmod(0o755)
        path = f"{shadows}:{os.environ['PATH']}"
        return run(tmp_path / "checkout" / "script" / "bootstrap", mode, PATH=path)

    return bootstrap


def test_every_face_that_printing_needs_is_installed_by_bootstrap():
    lines = (SCRIPT / "packages.txt").read_text("utf-8").splitlines()
    served = {line.split()[1] for line in lines if line.startswith("run")}
    assert set(fonts.NEEDED.values()) <= served


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_in_chinese(name):
    done = run(SCRIPT / name, "--help")
    assert done.returncode == 0
    assert done.stderr.startswith(f"用法：script/{name}")


@pytest.mark.parametrize("name", ["bootstrap", "server"])
def test_an_unknown_argument_is_answered_with_the_usage(name):
    done = run(SCRIPT / name, "--what")
    assert done.returncode == 2
    assert done.stderr.startswith("用法")


def test_a_taken_port_is_named_with_what_to_do(taken_port):
    done = run(SCRIPT / "server", PORT=taken_port)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        f"端口 {taken_port} 已被占用。请停掉占用它的程序，或换一个：PORT=8001 script/server"
    )


@pytest.mark.parametrize("port", ["0", "65536", "web"])
def test_a_port_out_of_range_is_refused(port):
    done = run(SCRIPT / "server", PORT=port)
    assert done.returncode == 1
    assert done.stderr.strip() == f"PORT 应为 1 至 65535 之间的数字，现在是 {port}。"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "127.example.org"])
def test_the_demo_is_refused_to_other_machines(host):
    done = run(SCRIPT / "server", "--demo", HOST=host)
    assert done.returncode == 1
    assert done.stderr.strip() == f"演示数据只供本机访问，HOST 应为 127.0.0.1，现在是 {host}。"


def test_whoever_may_not_install_is_told_what_the_administrator_should(bare_checkout):
    done = bare_checkout("run", id=UNPRIVILEGED, sudo=FAILING, dpkg_query=FAILING)
    assert done.returncode == 1
    assert "本机缺少以下系统软件，而当前用户无权安装：" in done.stderr
    assert "sudo apt-get install -y fontconfig fonts-noto-cjk" in done.stderr
    assert "poppler-utils" not in done.stderr


def test_what_only_tests_need_is_asked_for_by_tests(bare_checkout):
    done = bare_checkout("test", id=UNPRIVILEGED, sudo=FAILING, dpkg_query=FAILING)
    assert done.returncode == 1
    assert "poppler-utils" in done.stderr


def test_a_python_too_old_is_asked_for_as_a_package(bare_checkout):
    old = dict.fromkeys(("python3", "python3.13", "python3.12", "python3.11"), FAILING)
    done = bare_checkout("run", id=UNPRIVILEGED, sudo=FAILING, dpkg_query=FAILING, **old)
    assert "python3 python3-venv" in done.stderr


def test_sudo_is_used_where_it_asks_for_no_password(bare_checkout):
    sudo = '#!/bin/sh\n[ "$2" = true ] && exit 0\necho "seen: $*"; exit 100\n'
    done = bare_checkout("run", id=UNPRIVILEGED, sudo=sudo, dpkg_query=FAILING)
    assert "seen: -n env DEBIAN_FRONTEND=noninteractive apt-get install -y" in done.stderr


def test_failing_packages_are_named_with_the_installers_own_words(bare_checkout):
    apt = "#!/bin/sh\necho 磁盘已满\nexit 100\n"
    root = "#!/bin/sh\necho 0\n"
    done = bare_checkout("run", id=root, apt_get=apt, dpkg_query=FAILING)
    assert done.returncode == 1
    assert "磁盘已满" in done.stderr
    assert "装好后再执行一次：apt-get install -y fontconfig" in done.stderr


def test_the_portal_reads_its_instance_relative_to_the_caller(tmp_path):
    done = run(SCRIPT / "portal", "routes", cwd=tmp_path, PORTAL_INSTANCE="here")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here" / "keys").is_dir()


def test_the_demo_is_kept_in_a_folder_of_its_own(tmp_path):
    done = run(SCRIPT / "portal", "--demo", "routes", PORTAL_INSTANCE=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_instance_files_are_closed_to_other_accounts_of_the_machine(tmp_path):
    run(SCRIPT / "portal", "routes", PORTAL_INSTANCE=tmp_path / "data")
    for path in (tmp_path / "data").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
