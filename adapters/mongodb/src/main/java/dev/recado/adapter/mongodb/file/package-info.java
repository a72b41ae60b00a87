/// Files that only this user can read, and the id of this process that one of them keeps.
@NullMarked
package dev.recado.adapter.mongodb.file;

import org.jspecify.annotations.NullMarked;
