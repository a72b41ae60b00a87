/// Requirements of some tests, such as a MongoDB server or a browser. A test without its requirement is skipped
/// before its set-up, and names the command that installs what is missing.
@NullMarked
package dev.recado.domain.requirement;

import org.jspecify.annotations.NullMarked;
