/// Tests of the page of the inbox.
@NullMarked
package dev.recado.adapter.inbox.page;

import org.jspecify.annotations.NullMarked;
