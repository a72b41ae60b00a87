/// The page of the inbox: its files and how they are served. The page itself is a client of `/api/v1`.
@NullMarked
package dev.recado.adapter.inbox.page;

import org.jspecify.annotations.NullMarked;
