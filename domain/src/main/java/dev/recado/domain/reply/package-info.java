/// Turns what a model wrote into messages a channel can carry: a tree of rich text, its WhatsApp marks, and parts
/// under a length limit. Parsing Markdown is left to an adapter behind [dev.recado.domain.reply.MarkupReader].
@NullMarked
package dev.recado.domain.reply;

import org.jspecify.annotations.NullMarked;
