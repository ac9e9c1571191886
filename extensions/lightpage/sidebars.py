"""Every page shows the table of contents: when that changes, every page is written.

Sphinx writes again what was read again, so a new chapter would be missing from the
side bars of the others until the next full build.
"""


def rewrite_pages(app, env):
    """Return the pages to write: all of them when the contents are not as they were."""
    now = contents(env)
    before = getattr(env, "lightpage_contents", now)
    env.lightpage_contents = now
    return [] if now == before else sorted(env.found_docs)


def contents(env):
    """Return what side bars and page ends show: each page, its title, what is below."""
    return [
        (page, env.titles[page].astext(), env.toctree_includes.get(page, []))
        for page in sorted(env.titles)
    ]
