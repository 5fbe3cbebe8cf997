"""One written part of an office file, without names, dates and places of whoever worked on it."""

import posixpath

from lxml import etree

from amparo.core.cleaning.limits import LARGEST_TREE, Because, CannotClean

# Of any element: who changed a word and when, and in which sitting.
ABOUT_WRITERS = {"date", "dateUtc", "userId", "providerId", "refreshedBy", "refreshedDate"}
EMPTIED = {"author", "initials"}
SITTINGS = "rsid"
# Elements that say something about the machine, its owner or its files.
DROPPED = {
    "rsids", "docId", "attachedTemplate", "saveThroughXslt", "mailMerge", "documentProtection",
    "writeProtection", "dataBinding", "absPath", "fileSharing", "userId", "personId",
    "revisionPtr",
}  # fmt: skip
# Programs write the name of the file, or what they believe to see, into these.
NAMED = {"docPr", "cNvPr", "imagedata"}
MACHINE = {"lastEdited", "lowestEdited", "rupBuild", "codeName"}
EXTERNAL, LINK = "External", "/hyperlink"
NOWHERE = "about:blank"


def looked_through(content: bytes) -> bytes:
    """A part that is too long to take apart: declares no entities, in letters that show it."""
    head = content[:4]
    if b"\0" in content or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotClean(Because.DAMAGED)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CannotClean(Because.ENTITIES)
    return content


def without_words(name: str, content: bytes, gone: set[str]) -> bytes:
    if len(content) > LARGEST_TREE:
        raise CannotClean(Because.TOO_MUCH)
    looked_through(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CannotClean(Because.DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise CannotClean(Because.ENTITIES)
    if name == "[Content_Types].xml":
        _forget_types(root, gone)
    elif name.endswith(".rels"):
        _forget_relations(name, root, gone)
    else:
        _forget_writers(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget_types(root: etree._Element, gone: set[str]) -> None:
    for each in list(root):
        if (each.get("PartName") or "").lstrip("/") in gone:
            root.remove(each)


def _forget_relations(name: str, root: etree._Element, gone: set[str]) -> None:
    """No way to a part that was left out, and none to another machine except a link to be read."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target, kind = each.get("Target") or "", each.get("Type") or ""
        if each.get("TargetMode") == EXTERNAL:
            if kind.endswith("/attachedTemplate"):
                root.remove(each)
            elif not kind.endswith(LINK):
                each.set("Target", NOWHERE)
        elif _part(folder, target) in gone:
            root.remove(each)


def _part(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _forget_writers(root: etree._Element) -> None:
    for each in list(root.iter("{*}*")):
        local = etree.QName(each).localname
        if local in DROPPED and each is not root and each.getparent() is not None:
            _remove(each)
            continue
        if local == "author" and not len(each):
            each.text = ""  # xl/comments: a list of names, met by their places
        for attribute in list(each.attrib):
            _forget_attribute(each, local, attribute)


def _forget_attribute(each: etree._Element, local: str, attribute: str) -> None:
    word = etree.QName(attribute).localname
    if word in EMPTIED:
        each.set(attribute, "")
    elif (
        word in ABOUT_WRITERS
        or word.startswith(SITTINGS)
        or (local == "fileVersion" and word in MACHINE)
        or (local in NAMED and word in ("descr", "title", "href", "althref"))
    ):
        del each.attrib[attribute]
    elif local in NAMED and word == "name" and local != "imagedata":
        each.set(attribute, f"{local} {each.get('id', '')}".strip())


def _remove(each: etree._Element) -> None:
    """Without the text behind it, if there were any: lxml would take that along."""
    parent, tail = each.getparent(), each.tail
    if tail:
        before = each.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(each)
