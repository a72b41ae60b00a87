/// Tests of the adapter on captured notifications, and on a scripted server in the Graph API's place.
@NullMarked
package dev.recado.adapter.meta;

import org.jspecify.annotations.NullMarked;
