# A JupyterHub for one room on one machine. How to set it up stands in README.md beside this file.
import grp
import os
import pwd
import subprocess

BUNDLE = "/opt/deepq"

c.JupyterHub.bind_url = "http://:8000"

# Learners are accounts of this machine and log in with its passwords (PAM, JupyterHub's default). So each one's kernels run under
# that account, and nobody reads another's files. Only members of the group "learners" may come in: the teacher's own account, which may
# use sudo, does not send its password over plain HTTP.
try:
    c.Authenticator.allowed_users = set(grp.getgrnam("learners").gr_mem)
except KeyError:
    raise SystemExit("there is no group \"learners\": README.md beside this file says how to make it")

# The learners' servers are one origin with the hub: a learner's page could act for another learner who opens it. In a class room that is
# usually all right; else give each a subdomain (c.JupyterHub.subdomain_host).

# The room's proxy and servers end with the hub. Set both to False to change this file while learners go on working.
c.JupyterHub.cleanup_proxy = True
c.JupyterHub.cleanup_servers = True

# Everybody logs in at nine o'clock: let them wait, rather than send them away to try again later.
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300

# Debian has the classic Notebook. With JupyterLab from elsewhere: "/lab/tree/my-notebooks", "lab", and no JUPYTERHUB_SINGLEUSER_APP.
c.Spawner.notebook_dir = "~/deepq"
c.Spawner.default_url = "/tree/my-notebooks"
c.Spawner.environment = {
    "DEEPQ_FRONTEND": "notebook",
    "JUPYTERHUB_SINGLEUSER_APP": "notebook.notebookapp.NotebookApp",
}

# A kernel whose page was closed ends after an hour. One under an open page stays: its learner has variables in it, and would lose them
# without a word. An idle server ends an hour later. The notebooks themselves are safe.
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=60",
    "--NotebookApp.shutdown_no_activity_timeout=3600",
]


def copy_notebooks(spawner):
    """The learner's own copy, made once, by the learner's own account; the notebooks link to the sources beside them."""
    user = pwd.getpwnam(spawner.user.name)
    folder = os.path.join(user.pw_dir, "deepq")
    if not os.path.lexists(folder):
        for command in (
            ["mkdir", folder],
            ["ln", "-s", os.path.join(BUNDLE, "src"), folder],
            ["cp", "-r", os.path.join(BUNDLE, "my-notebooks"), folder],
        ):
            subprocess.run(command, check=True, cwd="/", user=user.pw_uid, group=user.pw_gid, extra_groups=[])


c.Spawner.pre_spawn_hook = copy_notebooks
