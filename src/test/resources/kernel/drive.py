"""Drives one kernel: reads requests as JSON lines from stdin, answers each with a JSON line on stdout."""
import json
import queue
import sys
import threading
import time
import traceback

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

name, folder = sys.argv[1], sys.argv[2]
specs = KernelSpecManager()
specs.kernel_dirs.insert(0, folder)
manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=90)


def execute(request):
    outputs = []

    def output(message):
        if message["msg_type"] != "status" and message["msg_type"] != "execute_input":
            outputs.append({"type": message["msg_type"], **message["content"]})

    timers = [threading.Timer(s, manager.interrupt_kernel) for s in request.get("interrupts", [])]
    for timer in timers:
        timer.start()
    reply = client.execute_interactive(
        request["code"],
        timeout=request.get("timeout", 90),
        output_hook=output,
        allow_stdin=request.get("stdin", True),
        **request.get("options", {}),
        stdin_hook=lambda message: client.input(request["input"]) if "input" in request else None,
    )
    for timer in timers:
        timer.join()
    return {"status": reply["content"]["status"], "outputs": outputs, "reply": reply["content"]}


def queued(request):
    ids = [client.execute(code) for code in request["codes"]]
    replies = {}
    while len(replies) < len(ids):
        message = client.get_shell_msg(timeout=60)
        replies[message["parent_header"].get("msg_id")] = message["content"].get("status")
    return {"statuses": [replies[i] for i in ids]}


def spoil(request):
    """Messages that are no messages, on all sockets: well signed ones last."""
    key = client.session.key
    client.session.key = b"another key"
    client.execute("int spoilt = 1;")
    client.session.key = key
    header = b'{"msg_id": "1", "session": "s", "username": "u", "msg_type": "%s", "version": "5.3"}'
    execute = header % b"execute_request"
    code = b'{"code": "int spoilt = 1;"}'
    for channel in (client.shell_channel, client.control_channel, client.stdin_channel):
        for frames in (
            [b""],
            [b"no", b"Jupyter", b"message"],
            [b""] * 300,
            [b"<IDS|MSG>"],
            [b"<IDS|MSG>", b"", execute, b"{}", b"{}", code],
            [b"<IDS|MSG>", b"0" * 64, execute, b"{}", b"{}", code],
            [b"<IDS|MSG>", b"\xff" * 5_000_000, execute, b"{}", b"{}", code],
            [execute, b"{}", b"{}", code],
        ):
            channel.socket.send_multipart(frames)
        for parts in (
            [b"", b"", b"", b""],
            [b"{", b"{", b"{", b"{"],
            [b"null", b"null", b"null", b"null"],
            [b"[]", b"7", b'"x"', b"[[]]"],
            [b'{"msg_type": 7}', b"{}", b"{}", b"{}"],
            [b'{"msg_type": "execute_request"}', b"{}", b"{}", b"{}"],
            [header % b"no_such_request", b"{}", b"{}", b"{}"],
            [header % b"shutdown_reply", b"{}", b"{}", b"{}"],
            [execute, b"[]", b"{}", code],
            [execute, b"{}", b"{}", b"{}"],
            [execute, b"{}", b"{}", b'{"code": null}'],
            [execute, b"{}", b"{}", b'{"code": {"a": 1}}'],
            [execute, b"{}", b"{}", b"[" * 100_000],
            [execute[:-1] + b', "x": "' + b"y" * 5_000_000 + b'"}', b"{}", b"{}", b"{}"],
            [b"\xff\xfe\x00", b"\xff", b"\xff", b"\xff"],
        ):
            channel.socket.send_multipart([b"<IDS|MSG>", client.session.sign(parts), *parts])
    return {}


def message(request):
    """Any message, and its reply."""
    message = client.session.msg(request["type"], request["content"])
    getattr(client, request["channel"] + "_channel").send(message)
    receive = getattr(client, f"get_{request['channel']}_msg")  # the channel's own get_msg is a coroutine in jupyter_client 7
    while True:
        reply = receive(timeout=60)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return reply["content"]


def published(request):
    """What a message makes the kernel publish before it is free again."""
    message = client.session.msg(request["type"], request["content"])
    client.shell_channel.send(message)
    outputs = []
    while True:
        output = client.get_iopub_msg(timeout=60)
        if output["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if output["content"].get("execution_state") == "idle":
            return {"outputs": outputs}
        if output["msg_type"] != "status":
            outputs.append({"type": output["msg_type"], **output["content"]})


def overtaken(request):
    """A cell whose interrupt comes in first."""
    message = client.session.msg("execute_request", {"code": request["code"], "silent": False})
    time.sleep(0.01)
    interrupt({"times": 1})
    client.shell_channel.send(message)
    while True:
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return {"status": reply["content"]["status"]}


def ping(request):
    """Heartbeats, one after the other."""
    import zmq

    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.setsockopt(zmq.RCVTIMEO, 60_000)
    socket.connect(f"tcp://{manager.ip}:{manager.hb_port}")
    start = time.monotonic()
    for _ in range(request["times"]):
        socket.send(b"ping")
        assert socket.recv() == b"ping"
    return {"seconds": time.monotonic() - start}


def hoard(request):
    """A cell that takes all memory: its error, or None where none came, and whether the kernel lives on."""
    client.execute(request["code"])
    name, alive = None, True
    while True:
        try:
            reply = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            if not alive:
                return {"ename": name, "alive": False}
            alive = manager.is_alive()
            continue
        if reply["msg_type"] == "error":
            name = reply["content"]["ename"]
        if name and name != "KernelEnded" and reply["content"].get("execution_state") == "idle":
            return {"ename": name, "alive": True}


def background(request):
    client.execute(request["code"])
    return {}


def vanish(request):
    """A browser that runs a cell and is closed before its end."""
    other = type(client)(connection_file=manager.connection_file)  # with a session of its own
    other.load_connection_file()
    other.start_channels()
    other.wait_for_ready(timeout=90)
    other.execute(request["code"])
    while other.get_iopub_msg(timeout=60)["msg_type"] != "execute_input":
        pass
    other.stop_channels()
    return {}


def gone(request):
    """Waits for the kernel's end; asking reaps the process."""
    while manager.is_alive():
        time.sleep(0.1)
    return {}


def interrupt(request):
    for _ in range(request["times"]):
        client.control_channel.send(client.session.msg("interrupt_request", {}))
    for _ in range(request["times"]):
        client.get_control_msg(timeout=60)
    return {}


def ask(request):
    message = getattr(client, request["method"])(*request["args"])
    while True:
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == message:
            return reply["content"]


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = globals()[request["do"]](request)
    except Exception:  # one test's error must not end the others'
        answer = {"driver": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
client.stop_channels()
manager.shutdown_kernel(now=False)
print(json.dumps({"alive": manager.is_alive()}), flush=True)
