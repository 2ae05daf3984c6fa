"""Drives one kernel: reads requests as JSON lines from stdin, answers each with a JSON line on stdout."""
import json
import sys
import threading

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
        timeout=90,
        output_hook=output,
        allow_stdin=True,
        stdin_hook=lambda message: client.input(request["input"]),
    )
    for timer in timers:
        timer.join()
    return {"status": reply["content"]["status"], "outputs": outputs}


def queued(request):
    ids = [client.execute(code) for code in request["codes"]]
    replies = {}
    while len(replies) < len(ids):
        message = client.get_shell_msg(timeout=60)
        replies[message["parent_header"].get("msg_id")] = message["content"].get("status")
    return {"statuses": [replies[i] for i in ids]}


def spoil(request):
    key = client.session.key
    client.session.key = b"another key"
    client.execute("int spoilt = 1;")
    client.session.key = key
    client.shell_channel.socket.send_multipart([b"no", b"Jupyter", b"message"])
    client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"x", b"{", b"{", b"{", b"{"])
    return {}


def ask(request):
    message = getattr(client, request["method"])(*request["args"])
    while True:
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == message:
            return reply["content"]


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(globals()[request["do"]](request)), flush=True)
client.stop_channels()
manager.shutdown_kernel(now=False)
print(json.dumps({"alive": manager.is_alive()}), flush=True)
