#!/usr/bin/python3
"""
A room of learners, measured: all log in to a JupyterHub at once, run notebook 01 and then the training of notebook 09.

    room.py http://localhost:8000 NOTEBOOKS ACCOUNTS

NOTEBOOKS is the folder with the notebooks; ACCOUNTS a file with a line "name:password" for each learner. It runs as root on the
hub's machine, because it reads the kernels' memory in /proc. Needs python3-requests and python3-tornado.
"""
import asyncio
import json
import os
import pwd
import re
import statistics
import sys
import threading
import time
import uuid
from pathlib import Path

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

WAIT = 1800


def code_cells(notebook):
    return ["".join(cell["source"]) for cell in json.loads(notebook.read_text())["cells"] if cell["cell_type"] == "code"]


def training_cells(cells):
    """The imports, the recipe, the training and its test."""
    wanted = [r"DqnConfig recipe =", r"\.run\(new LiveTraining", r"Evaluation test = "]
    return cells[:1] + [cell for pattern in wanted for cell in cells if re.search(pattern, cell)][:3]


class Learner(threading.Thread):
    def __init__(self, hub, name, password, scripts, barrier):
        super().__init__(daemon=True)
        self.hub, self.learner, self.password, self.scripts, self.barrier = hub, name, password, scripts, barrier
        self.waits, self.errors, self.failure = {}, [], None

    def run(self):
        try:
            asyncio.run(self.lesson())
        except threading.BrokenBarrierError:
            self.failure = "had to stop because others failed"
        except Exception as e:
            self.failure = f"{type(e).__name__}: {e}"
            self.barrier.abort()

    async def lesson(self):
        self.clock = time.time()
        browser = requests.Session()
        server = f"{self.hub}/user/{self.learner}"
        self.log_in(browser, server)
        self.lap("server")
        header = {"X-XSRFToken": next(cookie.value for cookie in browser.cookies if cookie.name == "_xsrf")}
        answer = browser.post(f"{server}/api/kernels", json={"name": "java"}, headers=header, timeout=WAIT)
        answer.raise_for_status()
        kernel = f"{server}/api/kernels/{answer.json()['id']}"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
        address = kernel.replace("http", "ws", 1) + "/channels"
        socket = await websocket_connect(
            HTTPRequest(address, headers={"Cookie": cookies}, connect_timeout=WAIT, request_timeout=WAIT))
        await self.execute(socket, "1 + 1")
        self.lap("kernel")
        await self.execute(socket, "org.nd4j.linalg.factory.Nd4j.ones(3)")
        self.meet()
        for phase, cells in self.scripts.items():
            for number, cell in enumerate(cells):
                await self.execute(socket, cell)
                if number == 0:
                    self.lap(phase + ", first cell")
            self.lap(phase)
            self.meet()
        socket.close()
        browser.delete(kernel, headers=header, timeout=WAIT).raise_for_status()

    def log_in(self, browser, server):
        form = {"username": self.learner, "password": self.password}
        browser.post(f"{self.hub}/hub/login", data=form, timeout=WAIT).raise_for_status()
        while time.time() < self.clock + WAIT:
            page = browser.get(f"{server}/tree", timeout=WAIT)
            if page.ok and page.url.startswith(server):
                return
            time.sleep(1)
        raise TimeoutError("the server did not start")

    async def execute(self, socket, code):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": self.learner,
                  "username": self.learner, "version": "5.3"}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
        await socket.write_message(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content,
                                               "channel": "shell"}))
        idle = reply = False
        while not (idle and reply):
            text = await asyncio.wait_for(socket.read_message(), WAIT)
            if text is None:
                raise ConnectionError("the connection to the kernel was closed")
            message = json.loads(text)
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] in ("restarting", "dead"):
                raise ConnectionError("the kernel died")
            if message["parent_header"].get("msg_id") == header["msg_id"]:
                idle |= kind == "status" and content["execution_state"] == "idle"
                reply |= kind == "execute_reply"
                if kind == "error":
                    self.errors.append(f"{content['ename']}: {content['evalue']}")

    def lap(self, name):
        now = time.time()
        self.waits[name] = now - self.clock
        self.clock = now

    def meet(self):
        """Waits for everybody, and again while the memory is measured."""
        self.barrier.wait(WAIT)
        self.barrier.wait(WAIT)
        self.clock = time.time()


class Memory(threading.Thread):
    """The memory of the learners' kernels, every three seconds: of each the latest and the largest value, in MB."""

    def __init__(self, names):
        super().__init__(daemon=True)
        self.accounts = {pwd.getpwnam(name).pw_uid for name in names}
        self.latest, self.largest, self.free = {}, {}, available()

    def run(self):
        while True:
            self.look()
            time.sleep(3)

    def look(self):
        self.latest = self.processes("deepq.jupyter.kernel.KernelMain")
        for pid, size in self.latest.items():
            self.largest[pid] = max(size, self.largest.get(pid, (0, 0)))
        self.free = min(self.free, available())

    def processes(self, word):
        """The learners' processes with this word in their command line, and their resident and proportional size."""
        found = {}
        for process in Path("/proc").iterdir():
            try:
                ours = process.name.isdigit() and process.stat().st_uid in self.accounts
                if ours and word in (process / "cmdline").read_text():
                    found[process.name] = smaps(process)
            except OSError:
                pass  # it has just ended
        return found


def smaps(process):
    text = (process / "smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{part}: +(\d+)", text, re.M).group(1)) // 1024 for part in ("Rss", "Pss"))


def available():
    return int(re.search(r"MemAvailable: +(\d+)", Path("/proc/meminfo").read_text()).group(1)) // 1024


def summary(values):
    return f"median {statistics.median(values):.0f}, largest {max(values):.0f}"


def sizes(name, measured):
    rss, pss = zip(*measured.values())
    print(f"{name:28} {len(rss):2} processes   RSS {summary(rss)} MB   PSS {summary(pss)} MB", flush=True)


def main(hub, notebooks, accounts):
    first = code_cells(Path(notebooks, "01-agents-and-environments.ipynb"))
    training = training_cells(code_cells(Path(notebooks, "09-cartpole.ipynb")))
    scripts = {"01": first, "training": training}
    people = [line.split(":", 1) for line in Path(accounts).read_text().split()]
    barrier = threading.Barrier(len(people) + 1)
    learners = [Learner(hub, name, password, scripts, barrier) for name, password in people]
    print(f"{len(people)} learners, {os.cpu_count()} cores, {available()} MB free, load {os.getloadavg()[0]:.1f}", flush=True)
    memory = Memory([name for name, _ in people])
    memory.start()
    for learner in learners:
        learner.start()
    try:
        for phase in ("idle, ND4J loaded", "after 01", "after training"):
            barrier.wait(WAIT)
            memory.look()
            sizes(phase, memory.latest)
            if phase == "after 01":
                everybody = set(memory.latest)
                memory.largest.clear()
            if phase != "after training":
                barrier.wait(WAIT)
        sizes("largest while training", memory.largest)
        sizes("Jupyter servers", memory.processes("jupyterhub-singleuser"))
        killed = everybody - set(memory.latest)
        print(f"free memory fell to {memory.free} MB; " + (f"killed: {killed}" if killed else "no kernel was killed"))
        barrier.wait(WAIT)
    except threading.BrokenBarrierError:
        pass
    for learner in learners:
        learner.join(10)
    for name in learners[0].waits:
        waits = [learner.waits[name] for learner in learners if name in learner.waits]
        print(f"wait for {name:20} {summary(waits)} s")
    failed = {learner.learner: learner.failure or learner.errors for learner in learners if learner.failure or learner.errors}
    print("all finished, no cell failed" if not failed else f"FAILED: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
