/// Meta's Cloud API, both directions: signed webhooks in, calls to the Graph API out. Meta's names stay in this
/// module; other modules see only the domain's types.
@NullMarked
package dev.recado.adapter.meta;

import org.jspecify.annotations.NullMarked;
