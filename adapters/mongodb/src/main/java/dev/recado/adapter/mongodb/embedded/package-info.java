/// A MongoDB server inside this process: it answers the driver's commands from one file, which is committed,
/// checked, backed up and repaired here.
@NullMarked
package dev.recado.adapter.mongodb.embedded;

import org.jspecify.annotations.NullMarked;
