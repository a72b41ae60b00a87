/// Files that the operator provides: YAML read with line numbers, content hashes, and polling for changes.
@NullMarked
package dev.recado.adapter.knowledge.files;

import org.jspecify.annotations.NullMarked;
