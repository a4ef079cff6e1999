'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Panels that stand below each other without scripts become one panel and a row of buttons.
  for (const box of all('.switch')) {
    const panels = all(':scope > .panel', box);
    const tabs = make('div', { className: 'tabs' });
    tabs.setAttribute('role', 'group');
    tabs.setAttribute('aria-label', box.dataset.label);
    const show = (chosen) => panels.forEach((panel, i) => {
      panel.hidden = i !== chosen;
      tabs.children[i].setAttribute('aria-pressed', i === chosen);
    });
    panels.forEach((panel, i) =>
      tabs.append(make('button', { type: 'button', textContent: panel.dataset.name, onclick: () => show(i) })));
    tabs.hidden = panels.length < 2;
    box.classList.add('live');
    box.prepend(tabs);
    if (panels.length > 0) show(Math.max(0, panels.findIndex((panel) => panel.classList.contains('first'))));
    if (box.dataset.search) addSearch(box, tabs);
  }

  // On a narrow page the buttons are one line that scrolls: begin with the pressed one in sight.
  for (const tabs of all('.tabs')) {
    const pressed = tabs.querySelector('[aria-pressed="true"]');
    if (pressed) tabs.scrollLeft = pressed.offsetLeft - tabs.offsetLeft - 16;
  }

  function addSearch(box, tabs) {
    const input = make('input', { type: 'search', className: 'search', placeholder: 'Search languages, codes, scripts' });
    input.setAttribute('aria-label', 'Search languages');
    const found = make('span', { className: 'found' });
    found.setAttribute('role', 'status');
    const rows = all('tbody tr', box);
    const texts = rows.map((row) => fold(row.cells[0].textContent + ' ' + row.cells[1].textContent));
    input.oninput = () => {
      const wanted = fold(input.value.trim());
      const hit = new Set();
      rows.forEach((row, i) => {
        row.hidden = !texts[i].includes(wanted);
        if (!row.hidden) hit.add(row.cells[0].textContent);
      });
      found.textContent = wanted === '' ? '' : hit.size === 1 ? '1 language' : hit.size + ' languages';
    };
    tabs.after(input, found);
  }
  function fold(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  }

  // Sorting: numbers greatest first, then least first; text the other way round; absent figures always last.
  for (const table of all('table.languages')) {
    const heads = all('thead th', table);
    heads.forEach((head, column) => {
      const button = make('button', { type: 'button' }, ...head.childNodes);
      head.append(button);
      button.onclick = () => {
        const isText = Boolean(head.dataset.text);
        const before = head.getAttribute('aria-sort');
        const ascending = before ? before === 'descending' : isText;
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
        sortRows(table.tBodies[0], column, isText, ascending ? 1 : -1);
      };
    });
  }
  function sortRows(body, column, isText, direction) {
    const number = (text) => parseFloat(text.replaceAll(',', ''));
    const keyed = [...body.rows].map((row) => {
      const text = row.cells[column].textContent;
      return { row, key: isText ? text : number(text) };
    });
    keyed.sort((a, b) => {
      if (isText) return direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
      if (isNaN(a.key) || isNaN(b.key)) return isNaN(a.key) - isNaN(b.key);
      return direction * (a.key - b.key);
    });
    body.append(...keyed.map((entry) => entry.row));
  }

  for (const list of all('.ranked')) {
    if (list.children.length <= 60) continue;
    list.classList.add('short');
    const button = make('button', { type: 'button', className: 'more', textContent: `Show all ${list.children.length} languages` });
    button.onclick = () => {
      const short = list.classList.toggle('short');
      button.textContent = short ? `Show all ${list.children.length} languages` : 'Show fewer';
    };
    list.after(button);
  }

  // The legend picks out one group of scripts everywhere.
  for (const key of all('.key')) {
    const button = make('button', { type: 'button', className: key.className }, ...key.childNodes);
    button.setAttribute('aria-pressed', false);
    button.onclick = () => {
      const on = document.body.dataset.only !== key.dataset.group;
      if (on) document.body.dataset.only = key.dataset.group;
      else delete document.body.dataset.only;
      all('button.key').forEach((other) =>
        other.setAttribute('aria-pressed', on && other.className === button.className));
    };
    key.replaceWith(button);
  }

  // Tooltips from the <title> of a shape; arrow keys walk through the shapes of a picture in focus.
  const tip = make('div', { className: 'tip', hidden: true });
  tip.setAttribute('role', 'status');
  document.body.append(tip);
  let shown = null;
  const textOf = (shape) => {
    const title = shape.querySelector(':scope > title');
    if (title) {
      shape.dataset.tip = title.textContent;
      shape.setAttribute('aria-label', title.textContent);
      title.remove();
    }
    return shape.dataset.tip;
  };
  const hide = () => {
    if (shown) shown.classList.remove('on');
    shown = null;
    tip.hidden = true;
  };
  const show = (shape, x, y) => {
    hide();
    shown = shape;
    shape.classList.add('on');
    tip.textContent = textOf(shape);
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(x + 12, innerWidth - box.width - 8)) + 'px';
    tip.style.top = (y - box.height - 12 < 8 ? y + 16 : y - box.height - 12) + 'px';
  };
  const shapes = 'svg circle, svg path[class]:not(.ridge):not(.faint)';
  document.addEventListener('pointerover', (event) => {
    const shape = event.target.closest?.(shapes);
    if (shape) show(shape, event.clientX, event.clientY);
    else hide();
  });
  for (const svg of all('svg')) {
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      const list = all('circle, path[class]:not(.ridge):not(.faint)', svg);
      if (!step || list.length === 0) {
        if (event.key === 'Escape') hide();
        return;
      }
      event.preventDefault();
      const next = list[(list.indexOf(shown) + step + list.length) % list.length];
      const box = next.getBoundingClientRect();
      show(next, box.x + box.width / 2, box.y + box.height / 2);
    });
  }

  // A line of the Gini list lifts its curve.
  for (const line of all('[data-curve]')) {
    const curve = document.getElementById(line.dataset.curve);
    line.tabIndex = 0;
    const lift = (on) => () => {
      curve.classList.toggle('on', on);
      line.classList.toggle('on', on);
    };
    line.onpointerenter = line.onfocus = lift(true);
    line.onpointerleave = line.onblur = lift(false);
  }

  // The page has become shorter: go again to where the address points.
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
})();
