package dev.recado.application.bench;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/// A route of the same server that takes the same body and does nothing: what HTTP alone costs here.
@Controller("/bench/empty")
final class EmptyRoute {

    @Post(consumes = MediaType.ALL)
    HttpResponse<?> empty(@Body byte[] body) {
        return HttpResponse.ok();
    }
}
