/// What the assistant does for a person of the business, when asked: it drafts answers, summarises and translates.
@NullMarked
package dev.recado.domain.assist;

import org.jspecify.annotations.NullMarked;
