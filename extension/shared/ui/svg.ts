// Makes SVG elements from plain data, without markup text: nothing is parsed, so nothing injected.

const namespace = "http://www.w3.org/2000/svg";

export function svgElement(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly Node[] = [],
): SVGElement {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
