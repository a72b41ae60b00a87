@NullMarked
package dev.recado.adapter.download;

import org.jspecify.annotations.NullMarked;
