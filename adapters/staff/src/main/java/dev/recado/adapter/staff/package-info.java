/// E-mail to people of the business, by the business's own mail server. The operator configures it;
/// docs/how-to/tell-your-staff.md describes the mails.
@NullMarked
package dev.recado.adapter.staff;

import org.jspecify.annotations.NullMarked;
