/// The documents of the business: listing and parsing them, keeping the index up to date, and answering
/// searches in them.
@NullMarked
package dev.recado.adapter.knowledge.documents;

import org.jspecify.annotations.NullMarked;
