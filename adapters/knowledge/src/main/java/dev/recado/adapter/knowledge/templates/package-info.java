/// The files of the operator's own texts and of the templates approved by the providers.
@NullMarked
package dev.recado.adapter.knowledge.templates;

import org.jspecify.annotations.NullMarked;
