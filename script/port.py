"""Says whether an address can be listened on, before anything long is begun."""

import errno
import socket
import sys

REASONS = {
    errno.EADDRINUSE: "端口 {port} 已被占用。请停掉占用它的程序，或换一个：PORT=8001 script/server",
    errno.EACCES: "当前用户不能使用端口 {port}。请换一个 1024 以上的：PORT=8000 script/server",
    errno.EADDRNOTAVAIL: "本机没有 {host} 这个地址。请改正 HOST。",
}


def main(host: str, port: int) -> None:
    """Exit with a reason in Chinese when `host`:`port` cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        sys.exit(f"认不出地址 {host}。请改正 HOST。")
    except OSError as error:
        reason = REASONS.get(error.errno, "不能在 {host}:{port} 上监听：" + str(error.strerror))
        sys.exit(reason.format(host=host, port=port))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
