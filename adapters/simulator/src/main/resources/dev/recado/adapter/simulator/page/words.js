// The page's own words, in the four languages that Recado speaks.

const WORDS = {
  en: {
    provider: 'Provider', people: 'Write as', addPerson: 'Add a person', language: 'Language of this page', theme: 'Light or dark',
    toInbox: 'The receptionist’s side: the inbox',
    about: 'Everything here stays on this machine: Twilio and Meta are played by stand-ins, Recado is real.',
    online: 'online', offline: 'Recado is not running. Trying again…', connecting: 'connecting…', connected: 'connected', typing: 'typing…',
    toPeople: 'Chats', whatHappened: 'What happened', close: 'Close', toNewest: 'To the newest message', more: 'Send something else',
    write: 'Message', send: 'Send', voice: 'Voice note', image: 'Photo', location: 'Location', button: 'Quick-reply button', react: 'React',
    reactLast: 'React to the last message', newMessages: n => `${n} unread`, noNumber: 'no phone number', hello: 'Say hello as',
    empty: by => `What you write goes to Recado as a signed ${by} webhook. What Recado answers arrives here.`,
    today: 'Today', yesterday: 'Yesterday', you: 'You', play: 'Play', pause: 'Pause',
    sending: 'sending', sent: 'received by Recado', read: 'read by Recado', failed: 'not received',
    refused403: 'Recado refused the signature (403).', refused503: 'Recado could not store it safely (503).', refusedOther: s => `Recado answered ${s}.`,
    unreachable: 'Recado did not answer.', again: 'Send again', pageRefused: 'This could not be sent: Recado is not running. Your text is kept.',
    st_queued: 'queued', st_sent: 'sent', st_delivered: 'delivered', st_read: 'read', st_undelivered: 'undelivered', st_failed: 'failed',
    choose: 'Choose a message to see what went over the wire.', webhook: 'Your message, as a webhook', typingCall: 'Recado shows that it is typing', readCall: 'Recado marks a message as read',
    create: 'Recado sends a message', lookup: 'Recado looks messages up', callback: s => `Status callback: ${s}`, deleteCall: 'Recado deletes a message',
    decoded: 'Parameters', allParameters: n => `All ${n} parameters`, rawRequest: 'As it went over the wire', answer: 'Answer', noAnswer: 'no answer',
    waiting: 'Nothing sent back yet.', answersThis: 'Answer to', twimlEmpty: 'An empty TwiML: the answer comes by the REST API.', signedNote_twilio: 'Signed: HMAC-SHA1 over the URL and every parameter, sorted.', signedNote_meta: 'Signed: HMAC-SHA256 over the body.',
    personTitle: 'A new person', name: 'Name', phone: 'Phone number', phoneHint: 'With the country, as +1 555 010 0009', cancel: 'Cancel', add: 'Add',
    buttonTitle: 'Press a quick-reply button', buttonText: 'Text on the button', buttonPayload: 'Payload', press: 'Press', buttonSample: 'Yes, please',
    hints: ['Hello! What are your opening hours?', 'Where are you?', 'I would like to book an appointment'],
  },
  es: {
    provider: 'Proveedor', people: 'Escribe como', addPerson: 'Añadir una persona', language: 'Idioma de esta página', theme: 'Claro u oscuro',
    toInbox: 'El lado de recepción: la bandeja',
    about: 'Nada sale de esta máquina: Twilio y Meta son dobles; Recado es de verdad.',
    online: 'en línea', offline: 'Recado no está en marcha. Reintentando…', connecting: 'conectando…', connected: 'conectado', typing: 'escribiendo…',
    toPeople: 'Chats', whatHappened: 'Qué ha pasado', close: 'Cerrar', toNewest: 'Al último mensaje', more: 'Enviar otra cosa',
    write: 'Mensaje', send: 'Enviar', voice: 'Nota de voz', image: 'Foto', location: 'Ubicación', button: 'Botón de respuesta rápida', react: 'Reaccionar',
    reactLast: 'Reaccionar al último mensaje', newMessages: n => `${n} sin leer`, noNumber: 'sin número de teléfono', hello: 'Saluda como',
    empty: by => `Lo que escribes llega a Recado como un webhook de ${by} firmado. Lo que Recado contesta llega aquí.`,
    today: 'Hoy', yesterday: 'Ayer', you: 'Tú', play: 'Reproducir', pause: 'Pausar',
    sending: 'enviando', sent: 'recibido por Recado', read: 'leído por Recado', failed: 'no recibido',
    refused403: 'Recado rechazó la firma (403).', refused503: 'Recado no pudo guardarlo (503).', refusedOther: s => `Recado respondió ${s}.`,
    unreachable: 'Recado no respondió.', again: 'Enviar otra vez', pageRefused: 'No se pudo enviar: Recado no está en marcha. Tu texto sigue aquí.',
    st_queued: 'en cola', st_sent: 'enviado', st_delivered: 'entregado', st_read: 'leído', st_undelivered: 'no entregado', st_failed: 'fallido',
    choose: 'Elige un mensaje para ver qué pasó por el cable.', webhook: 'Tu mensaje, como webhook', typingCall: 'Recado muestra que escribe', readCall: 'Recado marca un mensaje como leído',
    create: 'Recado envía un mensaje', lookup: 'Recado consulta mensajes', callback: s => `Aviso de estado: ${s}`, deleteCall: 'Recado borra un mensaje',
    decoded: 'Parámetros', allParameters: n => `Los ${n} parámetros`, rawRequest: 'Tal como pasó por el cable', answer: 'Respuesta', noAnswer: 'sin respuesta',
    waiting: 'Aún no ha enviado nada.', answersThis: 'Respuesta a', twimlEmpty: 'TwiML vacío: la respuesta llega por la API REST.', signedNote_twilio: 'Firmado: HMAC-SHA1 de la URL y de todos los parámetros, ordenados.', signedNote_meta: 'Firmado: HMAC-SHA256 del cuerpo.',
    personTitle: 'Una persona nueva', name: 'Nombre', phone: 'Número de teléfono', phoneHint: 'Con el país, como +1 555 010 0009', cancel: 'Cancelar', add: 'Añadir',
    buttonTitle: 'Pulsar un botón de respuesta rápida', buttonText: 'Texto del botón', buttonPayload: 'Payload', press: 'Pulsar', buttonSample: 'Sí, gracias',
    hints: ['Hola, ¿a qué hora abren?', '¿Dónde están?', 'Quiero reservar una cita'],
  },
  fr: {
    provider: 'Fournisseur', people: 'Écrire en tant que', addPerson: 'Ajouter une personne', language: 'Langue de cette page', theme: 'Clair ou sombre',
    toInbox: 'Le côté de la réception : la messagerie',
    about: 'Rien ne quitte cette machine : Twilio et Meta sont des doublures, Recado est bien réel.',
    online: 'en ligne', offline: 'Recado est arrêté. Nouvel essai…', connecting: 'connexion…', connected: 'connecté', typing: 'écrit…',
    toPeople: 'Discussions', whatHappened: 'Ce qui s’est passé', close: 'Fermer', toNewest: 'Au dernier message', more: 'Envoyer autre chose',
    write: 'Message', send: 'Envoyer', voice: 'Note vocale', image: 'Photo', location: 'Position', button: 'Bouton de réponse rapide', react: 'Réagir',
    reactLast: 'Réagir au dernier message', newMessages: n => `${n} non lus`, noNumber: 'sans numéro de téléphone', hello: 'Dites bonjour en tant que',
    empty: by => `Ce que vous écrivez arrive à Recado comme un webhook ${by} signé. Sa réponse arrive ici.`,
    today: 'Aujourd’hui', yesterday: 'Hier', you: 'Vous', play: 'Lire', pause: 'Pause',
    sending: 'envoi', sent: 'reçu par Recado', read: 'lu par Recado', failed: 'non reçu',
    refused403: 'Recado a refusé la signature (403).', refused503: 'Recado n’a pas pu le conserver (503).', refusedOther: s => `Recado a répondu ${s}.`,
    unreachable: 'Recado n’a pas répondu.', again: 'Renvoyer', pageRefused: 'Envoi impossible : Recado est arrêté. Votre texte est conservé.',
    st_queued: 'en file', st_sent: 'envoyé', st_delivered: 'remis', st_read: 'lu', st_undelivered: 'non remis', st_failed: 'échoué',
    choose: 'Choisissez un message pour voir ce qui est passé sur le fil.', webhook: 'Votre message, en webhook', typingCall: 'Recado montre qu’il écrit', readCall: 'Recado marque un message comme lu',
    create: 'Recado envoie un message', lookup: 'Recado consulte des messages', callback: s => `Avis d’état : ${s}`, deleteCall: 'Recado supprime un message',
    decoded: 'Paramètres', allParameters: n => `Les ${n} paramètres`, rawRequest: 'Tel que passé sur le fil', answer: 'Réponse', noAnswer: 'pas de réponse',
    waiting: 'Rien n’a encore été envoyé.', answersThis: 'Réponse à', twimlEmpty: 'TwiML vide : la réponse vient par l’API REST.', signedNote_twilio: 'Signé : HMAC-SHA1 de l’URL et de tous les paramètres, triés.', signedNote_meta: 'Signé : HMAC-SHA256 du corps.',
    personTitle: 'Une nouvelle personne', name: 'Nom', phone: 'Numéro de téléphone', phoneHint: 'Avec le pays, comme +1 555 010 0009', cancel: 'Annuler', add: 'Ajouter',
    buttonTitle: 'Appuyer sur un bouton de réponse rapide', buttonText: 'Texte du bouton', buttonPayload: 'Payload', press: 'Appuyer', buttonSample: 'Oui, merci',
    hints: ['Bonjour, quels sont vos horaires ?', 'Où êtes-vous ?', 'Je voudrais prendre rendez-vous'],
  },
  pt: {
    provider: 'Provedor', people: 'Escrever como', addPerson: 'Adicionar uma pessoa', language: 'Idioma desta página', theme: 'Claro ou escuro',
    toInbox: 'O lado da recepção: a caixa de entrada',
    about: 'Nada sai desta máquina: o Twilio e a Meta são dublês; o Recado é real.',
    online: 'online', offline: 'O Recado não está em execução. Tentando de novo…', connecting: 'conectando…', connected: 'conectado', typing: 'digitando…',
    toPeople: 'Conversas', whatHappened: 'O que aconteceu', close: 'Fechar', toNewest: 'À última mensagem', more: 'Enviar outra coisa',
    write: 'Mensagem', send: 'Enviar', voice: 'Nota de voz', image: 'Foto', location: 'Localização', button: 'Botão de resposta rápida', react: 'Reagir',
    reactLast: 'Reagir à última mensagem', newMessages: n => `${n} não lidas`, noNumber: 'sem número de telefone', hello: 'Diga olá como',
    empty: by => `O que você escreve chega ao Recado como um webhook ${by} assinado. A resposta chega aqui.`,
    today: 'Hoje', yesterday: 'Ontem', you: 'Você', play: 'Reproduzir', pause: 'Pausar',
    sending: 'enviando', sent: 'recebida pelo Recado', read: 'lida pelo Recado', failed: 'não recebida',
    refused403: 'O Recado recusou a assinatura (403).', refused503: 'O Recado não conseguiu guardá-la (503).', refusedOther: s => `O Recado respondeu ${s}.`,
    unreachable: 'O Recado não respondeu.', again: 'Enviar de novo', pageRefused: 'Não foi possível enviar: o Recado não está em execução. Seu texto continua aqui.',
    st_queued: 'na fila', st_sent: 'enviada', st_delivered: 'entregue', st_read: 'lida', st_undelivered: 'não entregue', st_failed: 'falhou',
    choose: 'Escolha uma mensagem para ver o que passou pela rede.', webhook: 'Sua mensagem, como webhook', typingCall: 'O Recado mostra que digita', readCall: 'O Recado marca uma mensagem como lida',
    create: 'O Recado envia uma mensagem', lookup: 'O Recado consulta mensagens', callback: s => `Aviso de estado: ${s}`, deleteCall: 'O Recado apaga uma mensagem',
    decoded: 'Parâmetros', allParameters: n => `Todos os ${n} parâmetros`, rawRequest: 'Como passou pela rede', answer: 'Resposta', noAnswer: 'sem resposta',
    waiting: 'Ainda não enviou nada.', answersThis: 'Resposta a', twimlEmpty: 'TwiML vazio: a resposta vem pela API REST.', signedNote_twilio: 'Assinado: HMAC-SHA1 da URL e de todos os parâmetros, ordenados.', signedNote_meta: 'Assinado: HMAC-SHA256 do corpo.',
    personTitle: 'Uma pessoa nova', name: 'Nome', phone: 'Número de telefone', phoneHint: 'Com o país, como +1 555 010 0009', cancel: 'Cancelar', add: 'Adicionar',
    buttonTitle: 'Tocar um botão de resposta rápida', buttonText: 'Texto do botão', buttonPayload: 'Payload', press: 'Tocar', buttonSample: 'Sim, obrigado',
    hints: ['Olá, qual é o horário de funcionamento?', 'Onde vocês ficam?', 'Quero marcar um horário'],
  },
};
const KEPT = 'recado.language';

const wished = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
export let language = WORDS[wished] ? wished : 'en';

export function speak(other) {
  language = other;
  localStorage.setItem(KEPT, other);
}

/** The words for `key`; a pattern gets `values`. */
export function say(key, ...values) {
  const words = WORDS[language][key];
  return typeof words === 'function' ? words(...values) : words;
}

export const hintsIn = spoken => (WORDS[spoken] ?? WORDS[language]).hints;

export function time(iso) {
  return new Date(iso).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
}

export function day(iso) {
  const date = new Date(iso);
  const today = new Date();
  const days = Math.round((new Date(today.toDateString()) - new Date(date.toDateString())) / 86_400_000);
  if (days < 2) {
    return say(days < 1 ? 'today' : 'yesterday');
  }
  return date.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' });
}
