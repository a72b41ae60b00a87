/// What the stand-ins of both providers share: the traffic log, webhook delivery, receipts and fault plans.
@NullMarked
package dev.recado.adapter.simulator.core;

import org.jspecify.annotations.NullMarked;
