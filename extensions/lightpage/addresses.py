"""Where the repository and the site are: one place, overridden when published.

`_config.yml` names the repository. The publish workflow knows better and says so
in its environment: COURSE_REPOSITORY_URL, COURSE_BRANCH and COURSE_SITE_URL.
"""

import os


def fill_in(app, config):
    """Set every setting that holds an address, before anything reads one."""
    options = config.html_theme_options
    repository = os.environ.get("COURSE_REPOSITORY_URL") or options["repository_url"]
    branch = os.environ.get("COURSE_BRANCH") or options["repository_branch"]
    options["repository_url"] = repository.rstrip("/").removesuffix(".git")
    options["repository_branch"] = branch
    site = os.environ.get("COURSE_SITE_URL") or config.html_baseurl
    config.html_baseurl = site.rstrip("/") + "/" if site else ""
    hub = options["launch_buttons"]["binderhub_url"]
    config.myst_url_schemes = dict(config.myst_url_schemes) | {
        "binder": {"url": binder_link(hub, options["repository_url"], branch)}
    }


def binder_link(hub, repository, branch, path="{{path}}"):
    """Return the address that opens the file at `path` in JupyterLab on Binder.

    `path` is seen from the top of the repository. The default is MyST's place
    holder, so that prose can say `[run it](binder:book/when-is-it-a-race.ipynb)`.

    >>> binder_link("https://mybinder.org", "https://github.com/a/b", "main", "c.ipynb")
    'https://mybinder.org/v2/gh/a/b/main?urlpath=lab/tree/c.ipynb'
    """
    owner, name = repository.rstrip("/").split("/")[-2:]
    return f"{hub}/v2/gh/{owner}/{name}/{branch}?urlpath=lab/tree/{path}"
