"""What is wrong with a page as it stands in the browser, in words: one function for one question.

Every function returns a list of sentences; an empty list means that the page passes.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

# What can be pressed or typed into and is seen; the link past the menu is seen in use alone.
CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary')]
  .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.matches('.skip'))"""
SMALL = f"""() => ({CONTROLS})().filter(part => {{
    const box = part.getBoundingClientRect()
    const inText = part.tagName === 'A' && getComputedStyle(part).display === 'inline'
    const hasLabel = part.matches('[type=checkbox], [type=radio]')
    return box.width && box.height && !inText && !hasLabel && box.height < 43.5
  }}).map(part => part.outerHTML.slice(0, 90))"""
# Sideways, only a table inside its marked frame may be wider than what is seen of it; one that
# has become cards may not.
CUT = """() => [...document.querySelectorAll('body *')].filter(part => {
    const style = getComputedStyle(part)
    const hides = style.overflowX !== 'visible' || style.overflowY === 'hidden'
    const marked = part.closest('.table-frame, .hidden, textarea, select, .table--cards thead')
    // A line of text in a field scrolls by itself; a browser draws a progress bar its own way.
    const row = part.querySelector(':scope > .table--cards > tbody > tr')
    const cards = row && getComputedStyle(row).display === 'grid'
    if (!hides || (marked && !cards) || part.matches('input, progress, svg *')) return false
    return part.checkVisibility() && part.scrollWidth > part.clientWidth + 1
  }).map(part => part.outerHTML.slice(0, 90))"""
OVERLAPPING = f"""() => {{
    const found = [], parts = ({CONTROLS})().map(part => [part, [...part.getClientRects()]])
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5
    parts.forEach(([one, boxes], i) => parts.slice(i + 1).forEach(([other, others]) => {{
      if (one.contains(other) || other.contains(one)) return
      // Inside one run of text, lines of links come closer than their boxes say.
      const text = [one, other].every(part => getComputedStyle(part).display === 'inline')
      if (!text && boxes.some(a => others.some(b => meet(a, b))))
        found.push(one.outerHTML.slice(0, 70) + ' and ' + other.outerHTML.slice(0, 70))
    }}))
    return found
  }}"""
BEYOND = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What reaches furthest to the right, the innermost of those that do.
WIDEST = """() => [...document.body.querySelectorAll('*')]
    .reduce((most, part) => part.getBoundingClientRect().right
      >= most.getBoundingClientRect().right ? part : most).outerHTML.slice(0, 90)"""
# Runs when something is focused: what it is, where, and how its frame stands out.
FOCUS = """() => {
    const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number)
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
    const ground = part => {
      for (let at = part; at; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor)
        if (colour.length && colour[3] !== 0) return colour
      }
      return [255, 255, 255]
    }
    window.focused = []
    document.addEventListener('focusin', ({target}) => {
      const style = getComputedStyle(target), box = target.getBoundingClientRect()
      // A plain element is framed outside itself; what is behind it is its parent's ground.
      const pair = [rgb(style.outlineColor), ground(target.parentElement)].map(light)
      const contrast = (Math.max(...pair) + .05) / (Math.min(...pair) + .05)
      const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      window.focused.push({
        what: target.outerHTML.slice(0, 90), drawn, contrast,
        seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        id: [...document.querySelectorAll('*')].indexOf(target),
      })
    })
  }"""


UNTIED = """() => {
    const found = [], wrong = [...document.querySelectorAll('.field--wrong')]
    for (const field of wrong) {
      const said = field.querySelector('.error')
      const inside = field.querySelectorAll('input, select, textarea')
      const parts = field.matches('fieldset') ? [field] : [...inside]
      for (const part of parts) {
        const ids = (part.getAttribute('aria-describedby') || '').split(' ')
        if (!said || !ids.includes(said.id)) found.push('not tied to its mistake: ' + part.id)
        const marked = part === field || part.getAttribute('aria-invalid') === 'true'
        if (!marked) found.push('not marked wrong: ' + part.id)
      }
    }
    for (const link of document.querySelectorAll('[role=alert].notice--danger a[href^="#"]'))
      if (!document.getElementById(link.hash.slice(1))) found.push('leads nowhere: ' + link.hash)
    return found
  }"""


def untied_mistakes(page) -> list[str]:
    """Fields whose mistake is not read with them; links from the list that lead nowhere."""
    return page.evaluate(UNTIED)


# Whether Tab has come round to where it was before, or left the page.
AROUND = """() => document.activeElement === document.body
  || new Set(window.focused.map(stop => stop.id)).size < window.focused.length"""
# Of a group of radio buttons Tab stops at one; the arrows reach the others.
REACHABLE = f"""() => {{
    const all = [...document.querySelectorAll('*')]
    return ({CONTROLS})()
      .filter(part => !part.disabled && part.tabIndex >= 0 && part.type !== 'radio')
      .filter(part => !part.closest('details:not([open]) > :not(summary)'))
      .map(part => [all.indexOf(part), part.outerHTML.slice(0, 90)])
  }}"""


def watch(page, complaints: list) -> None:
    """Keep what the console complains of. A page that is not found is not a complaint."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: _note(line, complaints))


def _note(line, complaints: list) -> None:
    if line.type == "error" and "Failed to load resource" not in line.text:
        complaints.append(line.text)


def violations(page, *, colours: bool = True) -> list[str]:
    """What axe finds, by rule and place. Contrast takes most of its time."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    asked = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [f"axe {each['id']} {[node['target'] for node in each['nodes']][:4]}" for each in found]


def misfits(page) -> list[str]:
    """What is cut off, lies beyond the screen, or lies over something else."""
    beyond = page.evaluate(BEYOND)
    found = [f"{beyond} px beyond the screen: {page.evaluate(WIDEST)}"] if beyond > 0 else []
    found += [f"cut off: {part}" for part in page.evaluate(CUT)]
    return found + [f"one over the other: {parts}" for parts in page.evaluate(OVERLAPPING)]


def small_targets(page) -> list[str]:
    return [f"too small to touch: {part}" for part in page.evaluate(SMALL)]


def in_large_letters(page, look) -> list[str]:
    """What `look` finds while the letters alone are twice as large."""
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    found = [f"with letters twice as large: {fault}" for fault in look(page)]
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found


# --- What a screen reader is given -----------------------------------------------------------

FIELDS = {"textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton"}
FIELDS |= {"slider", "Date", "DateTime", "InputTime"}
SPOKEN = FIELDS | {"heading", "link", "button", "StaticText", "image"}


def spoken(page) -> list[dict]:
    """The accessibility tree in reading order: role, name, level and box of what is spoken."""
    protocol = page.context.new_cdp_session(page)
    try:
        nodes = protocol.send("Accessibility.getFullAXTree")["nodes"]
        boxes = _boxes(protocol)
    finally:
        protocol.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return [_said(node, boxes) for node in _walk(nodes[0], by_id) if not node.get("ignored")]


def _walk(node: dict, by_id: dict):
    yield node
    for child in node.get("childIds", []):
        if child in by_id:
            yield from _walk(by_id[child], by_id)


def _said(node: dict, boxes: dict) -> dict:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    return {
        "role": node["role"]["value"],
        "name": node.get("name", {}).get("value", ""),
        "level": properties.get("level"),
        "focusable": bool(properties.get("focusable")),
        "box": boxes.get(node.get("backendDOMNodeId")),
    }


def _boxes(protocol) -> dict[int, tuple]:
    """Where each node stands; nothing for what is there for the ear alone."""
    asked = {"computedStyles": ["clip-path"]}
    taken = protocol.send("DOMSnapshot.captureSnapshot", asked)
    document, strings = taken["documents"][0], taken["strings"]
    nodes, layout = document["nodes"], document["layout"]
    clipped = {
        index
        for index, styles in zip(layout["nodeIndex"], layout["styles"], strict=True)
        if styles and strings[styles[0]] != "none"
    }
    return {
        nodes["backendNodeId"][index]: (left, top, left + width, top + height)
        for index, (left, top, width, height) in zip(
            layout["nodeIndex"], layout["bounds"], strict=True
        )
        if width > 1.5 and height > 1.5 and not _lies_in(index, clipped, nodes["parentIndex"])
    }


def _lies_in(index: int, places: set[int], parents: list[int]) -> bool:
    while index >= 0:
        if index in places:
            return True
        index = parents[index]
    return False


def unspoken(tree: list[dict]) -> list[str]:
    """One heading of the first level, ordered levels, the landmarks, and a name for each field."""
    levels = [node["level"] for node in tree if node["role"] == "heading"]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"]
    found += [
        f"a heading of level {after} follows one of level {before}"
        for before, after in zip([0, *levels], levels, strict=False)
        if after > before + 1 and 1 in levels[: levels.index(after) + 1]
    ]
    for role in ("main", "banner", "contentinfo"):
        count = sum(node["role"] == role for node in tree)
        found += [] if count == 1 else [f"{count} landmarks {role}"]
    found += [
        f"a {node['role']} without a name"
        for node in tree
        if node["role"] in FIELDS | {"button", "link"} and not node["name"].strip()
    ]
    return found


def disordered(tree: list[dict]) -> list[str]:
    """What is read after something that stands below it in the same column."""
    tree = [node for node in tree if node["role"] in SPOKEN and node["box"]]
    found = []
    for before, after in pairwise(tree):
        (left, top, right, _), (next_left, _, _, next_bottom) = before["box"], after["box"]
        if next_bottom <= top + 2 and next_left < right - 2 and left < after["box"][2]:
            found.append(f"“{after['name'][:40]}” is read after “{before['name'][:40]}”, below it")
    return found


def walk_by_keyboard(page) -> list[str]:
    """Tab from the beginning to the end: the order of the document, and each stop plainly seen."""
    page.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges() }")
    page.evaluate("() => window.scrollTo(0, 0)")
    page.evaluate(FOCUS)
    for press in range(1, 401):
        page.keyboard.press("Tab")
        # To ask costs as much as to press.
        if press % 10 == 0 and page.evaluate(AROUND):
            break
    stops = list(_until_around(page.evaluate("() => window.focused")))
    places = [stop["id"] for stop in stops]
    found = [] if places == sorted(places) else ["Tab jumps about"]
    # A sheet for the printer has nothing that could be skipped.
    if page.locator("nav, .site-header").count() and "skip" not in stops[0]["what"]:
        found.append("the first stop is not the skip link")
    for stop in stops:
        if not stop["drawn"] or stop["contrast"] < 3:
            found.append(f"focus not seen ({stop['contrast']:.1f}): {stop['what']}")
        if not stop["seen"]:
            found.append(f"focus off the screen: {stop['what']}")
    missed = [part for place, part in page.evaluate(REACHABLE) if place not in places]
    return found + [f"Tab never reaches {part}" for part in missed]


def _until_around(stops: list[dict]) -> Iterator[dict]:
    """The stops up to one that was there before: Tab went on from the beginning."""
    places = set()
    for stop in stops:
        if stop["id"] in places:
            return
        places.add(stop["id"])
        yield stop
