export const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
  h2 { margin-top: 2.5rem; font-size: 1.1rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
  input, select, button, textarea { font: inherit; padding: .35rem .6rem; } textarea { width: 100%; box-sizing: border-box; font-family: ui-monospace, monospace; font-size: .85em; }
  pre { overflow: auto; max-height: 24rem; padding: .8rem; border-radius: .5rem; font-size: .85em; background: color-mix(in srgb, currentColor 6%, transparent); }
  #about { opacity: .7; margin: .5rem 0; min-height: 1.5em; }`;

/** Fills the form from the catalogue, runs it, and keeps the lists fresh while somebody looks. */
export const SCRIPT = `
  const catalogue = new Map(JSON.parse(document.getElementById('catalogue').textContent).map((it) => [it.name, it]));
  const form = document.getElementById('try'), answer = document.getElementById('answer'), about = document.getElementById('about');
  form.op.addEventListener('input', () => {
    const it = catalogue.get(form.op.value);
    if (!it) return;
    about.textContent = [it.kind, it.door, it.summary].filter(Boolean).join(' · ');
    form.input.value = JSON.stringify(it.sample, null, 2);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.hidden = false;
    try {
      const body = JSON.stringify({ op: form.op.value, as: form.as.value, input: JSON.parse(form.input.value) });
      const response = await fetch('/dev/run', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      answer.textContent = response.status + ' ' + JSON.stringify(await response.json(), null, 2);
    } catch (error) { answer.textContent = String(error); }
    refresh();
  });
  const shown = (type, text) => type.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const refresh = () => document.hidden || document.querySelectorAll('[data-from]').forEach(async (pre) => {
    const response = await fetch(pre.dataset.from);
    const text = shown(response.headers.get('content-type') ?? '', await response.text());
    if (pre.textContent === text) return;
    const atEnd = pre.scrollTop + pre.clientHeight >= pre.scrollHeight - 20;
    pre.textContent = text;
    if (atEnd) pre.scrollTop = pre.scrollHeight;
  });
  refresh();
  setInterval(refresh, 3000);`;
