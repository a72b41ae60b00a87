/// One GET to a server on the web that a stranger may have named: the address that was judged is the one connected
/// to, nothing is followed, and no exchange outlasts its time. What may be fetched is the domain's to say.
@NullMarked
package dev.recado.adapter.download;

import org.jspecify.annotations.NullMarked;
