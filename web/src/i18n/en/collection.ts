export const collection = {
  "tab.info": "Collection Info",
  "tab.products": "Products",
  "tab.settings": "Deck Settings",
  "tab.items": "Collection Items",
  "tab.deck": "Generate Deck",
  "tab.history": "History",
  "tab.all": "Parts of this collection",
  "tab.locked": "{tab} is locked",
  "tab.locked.mark": "locked",
  "tab.needs.products": "Process the documents first: this opens as soon as categories have been found.",
  "tab.needs.items": "Generate the items first: this opens as soon as there are items.",
  "tab.goto": "Go to {tab}",

  "collection.missing": "There is no such collection, or it is not shared with you.",
  "collection.missing.what": "Ask its owner to share it with {email}, or go back to your collections.",
} as const;
