/// One reader for each document format. A reader turns the bytes of a file into sections under headings and
/// opens nothing else.
@NullMarked
package dev.recado.adapter.knowledge.formats;

import org.jspecify.annotations.NullMarked;
