// Who can write: five people of our own, those the visitor adds (kept in this browser), and whoever wrote before.

const DEMO = [
  { id: 'ana', name: 'Ana Torres', address: '+15550100001', language: 'es' },
  { id: 'james', name: 'James Miller', address: '+15550100002', language: 'en' },
  { id: 'camille', name: 'Camille Laurent', address: '+15550100003', language: 'fr' },
  { id: 'joao', name: 'João Pereira', address: '+15550100004', language: 'pt' },
  // Someone who hides her number: all that is known of her is a business-scoped id.
  { id: 'lia', name: 'Lía', address: 'ES.13491208655302741918', language: 'es' },
];
const KEPT = 'recado.people';

const own = read();

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return kept.filter(person => typeof person.address === 'string' && typeof person.name === 'string')
      .map(person => ({ ...person, address: person.address.replace('whatsapp:', '') }));
  } catch {
    return [];
  }
}

export function add(name, phone) {
  const person = { name, address: `+${phone.replace(/\D/gu, '')}` };
  if (!DEMO.concat(own).some(each => each.address === person.address)) {
    own.push(person);
    localStorage.setItem(KEPT, JSON.stringify(own));
  }
  return person.address;
}

/** Everybody, those with the newest messages first when `lastAt` knows of any. */
export function everybody(strangers, lastAt) {
  const all = [...DEMO, ...own];
  for (const [address, name] of strangers) {
    if (!all.some(person => person.address === address)) {
      all.push({ name: name || shown(address), address });
    }
  }
  return all
    .map((person, i) => ({ ...person, id: person.id ?? person.address.replace(/\W/gu, '').toLowerCase(), i }))
    .sort((a, b) => (lastAt(b.address) ?? '').localeCompare(lastAt(a.address) ?? '') || a.i - b.i);
}

/** An address as people write it. */
export function shown(address) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/u.exec(address);
  return us ? `+1 ${us[1]} ${us[2]} ${us[3]}` : address;
}

export function hasNoNumber(address) {
  return !address.startsWith('+');
}

export function initials(name) {
  return name.split(/\s+/u).map(word => [...word][0]).filter(Boolean).slice(0, 2).join('').toUpperCase();
}

/** One of eight colours, always the same for an address. */
export function colour(address) {
  let sum = 0;
  for (const letter of address) {
    sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  }
  return sum % 8;
}
