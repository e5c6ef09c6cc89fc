"""What a petitioner's mailbox may be, and how much of it their page shows; pure."""

from __future__ import annotations

#: Where anybody gets a mailbox, so that an enterprise that sends its own mail from one owns no address there.
PUBLIC = frozenset(
    [
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "139.com",
        "189.cn",
        "wo.cn",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "aliyun.com",
        "tom.com",
        "21cn.com",
        "outlook.com",
        "hotmail.com",
        "live.cn",
        "live.com",
        "gmail.com",
        "icloud.com",
    ]
)


def domain(address: str) -> str:
    """What stands behind the @, in small letters."""
    return address.rpartition("@")[2].casefold()


def is_of_the_enterprise(address: str, sender: str) -> bool:
    """Whether a mailbox lies at the enterprise that sends from `sender`, or at a part of it or at its parent."""
    theirs, ours = domain(address), domain(sender)
    if not ours or any(_lies_at(ours, each) for each in PUBLIC):
        return False
    return _lies_at(theirs, ours) or _lies_at(ours, theirs)


def masked(address: str) -> str:
    """The first letter and what stands behind the @."""
    return f"{address[:1]}***@{domain(address)}"


def _lies_at(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}")
