# What the launcher asks of every Jupyter that it starts. It finds this file on JUPYTER_CONFIG_PATH.
import os
import signal
import sys
import threading
import webbrowser


def end_with_the_launcher():
    """The launcher holds the other end of standard input, which breaks when the launcher ends, even by kill -9."""
    try:
        while os.read(0, 1):
            pass
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGTERM)


# Taken out of the environment, so that a Jupyter that a learner starts from within this one does not wait for it too.
if os.environ.pop("DEEPQ_LAUNCHER", None):
    threading.Thread(target=end_with_the_launcher, daemon=True).start()


def trust(copies):
    """What the learner's copies will show is the learner's own. (Debian has no `jupyter trust`.)"""
    import nbformat
    from nbformat.sign import NotebookNotary

    for copy in copies:
        NotebookNotary().sign(nbformat.read(copy, as_version=4))


trust(filter(None, os.environ.pop("DEEPQ_TRUST", "").split(os.pathsep)))


def has_browser():
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    # On Linux a browser without a screen would be one in the terminal.
    return not sys.platform.startswith("linux") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ


# Jupyter itself would warn that it found none; the launcher prints the address in any case.
if not has_browser():
    (c.NotebookApp if sys.argv[0].endswith("notebook") else c.ServerApp).open_browser = False  # noqa: F821
