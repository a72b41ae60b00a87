/// One GET to a server that a stranger may have named: it connects to the address that was checked, follows no
/// redirect, and ends in time. What may be fetched is decided by the domain.
@NullMarked
package dev.recado.adapter.download;

import org.jspecify.annotations.NullMarked;
