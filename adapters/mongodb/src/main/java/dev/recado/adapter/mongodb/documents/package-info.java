/// The documents of the collections, and how the domain's values become documents and back.
@NullMarked
package dev.recado.adapter.mongodb.documents;

import org.jspecify.annotations.NullMarked;
