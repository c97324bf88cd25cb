// Others change the document too: a browser's translator wraps every text in elements of its own or puts a copy in its place,
// extensions add nodes. The application goes on with the nodes that it made, so here its calls find what stands in their place.

// What stands now where a text of ours stood.
const standIns = new WeakMap();
// What the application itself took away.
const taken = new WeakSet();
const observer = new MutationObserver(note);

function note(records) {
  const added = new Set(records.flatMap((record) => [...record.addedNodes]));
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const node of removedNodes) {
      if (node.nodeType !== Node.TEXT_NODE || taken.has(node)) continue;
      const beside = [...addedNodes, previousSibling, nextSibling];
      const standIn = beside.find((other) => other?.nodeType === Node.ELEMENT_NODE && added.has(other));
      if (standIn) standIns.set(node, standIn);
    }
  }
}

const parent = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode');
const parentOf = (node) => parent.get.call(node);

// The node, or what stands in its place.
function shown(node) {
  if (node.isConnected) return node;
  note(observer.takeRecords());
  const standIn = standIns.get(node);
  return standIn?.isConnected ? standIn : undefined;
}

// The child of that parent which the node is, or in which it lies.
function childOf(whole, node) {
  while (node && parentOf(node) !== whole) node = parentOf(node);
  return node;
}

export function liveWithOthers() {
  const { insertBefore, removeChild } = Node.prototype;
  Node.prototype.insertBefore = function (node, before) {
    taken.delete(node);
    const is = before && parentOf(before) !== this ? childOf(this, shown(before)) : before;
    return insertBefore.call(this, node, is ?? before);
  };
  Node.prototype.removeChild = function (node) {
    taken.add(node);
    const is = parentOf(node) !== this ? childOf(this, shown(node)) : node;
    removeChild.call(this, is ?? node);
    return node;
  };
  for (const of of [CharacterData.prototype, Element.prototype]) {
    const { remove } = of;
    of.remove = function () {
      taken.add(this);
      if (!this.isConnected) shown(this)?.remove();
      remove.call(this);
    };
  }
  const value = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
  Object.defineProperty(Node.prototype, 'nodeValue', {
    ...value,
    set(text) {
      // Words that changed show again, in the language of the page.
      if (!this.isConnected && this.nodeType === Node.TEXT_NODE && !taken.has(this)) shown(this)?.replaceWith(this);
      value.set.call(this, text);
    },
  });
  Object.defineProperty(Node.prototype, 'parentNode', {
    ...parent,
    get() {
      const is = parentOf(this);
      return is || this.nodeType !== Node.TEXT_NODE || taken.has(this) ? is : (shown(this) ? parentOf(shown(this)) : is);
    },
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}
