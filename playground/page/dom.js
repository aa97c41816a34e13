// Making elements. Texts are texts: nothing here, or anywhere on this page, takes markup.

export const $ = (id) => document.getElementById(id);

// el makes an element of a tag such as "span.sign", with attributes and children.
export function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  return fill(node, classes, attributes, children);
}

// svg makes an element of a drawing.
export function svg(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  return fill(node, classes, attributes, children);
}

function fill(node, classes, attributes, children) {
  if (classes.length) node.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// say changes a text only if it is another one, which spares the browser the work.
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
