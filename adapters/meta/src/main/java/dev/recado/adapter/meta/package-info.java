/// Meta's Cloud API, both directions: the signed webhooks that come in, the calls to the Graph API that go out, and
/// nothing of another vendor.
/// What Meta calls things stays in here; the rest of the house sees the domain's words only.
@NullMarked
package dev.recado.adapter.meta;

import org.jspecify.annotations.NullMarked;
