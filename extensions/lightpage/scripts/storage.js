/* The browser's storage for scripts of others, which do not expect that it is refused:
   where it cannot be read or is full, what they keep lasts as long as the page. */
const storageThatNeverThrows = (name) => {
  const remembered = new Map();
  return {
    getItem(key) {
      if (remembered.has(key)) return remembered.get(key);
      try { return window[name].getItem(key); } catch { return null; }
    },
    setItem(key, value) {
      try {
        window[name].setItem(key, value);
        remembered.delete(key);
      } catch { remembered.set(key, String(value)); }
    },
    removeItem(key) {
      remembered.delete(key);
      try { window[name].removeItem(key); } catch { /* it holds nothing */ }
    },
  };
};
