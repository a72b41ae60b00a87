/// The client of Meta's Graph API, its settings, and users' files.
@NullMarked
package dev.recado.adapter.meta.api;

import org.jspecify.annotations.NullMarked;
