/// What the bot did not know or answered wrongly, and the answers that people of the business give it for that.
@NullMarked
package dev.recado.domain.teaching;

import org.jspecify.annotations.NullMarked;
