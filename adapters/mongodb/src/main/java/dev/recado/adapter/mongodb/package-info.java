/// The stores of Recado on MongoDB: on a server, or on one embedded in the process. The beans are made here.
@NullMarked
package dev.recado.adapter.mongodb;

import org.jspecify.annotations.NullMarked;
