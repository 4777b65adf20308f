package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;

import java.io.IOException;

/** An id in the body of a request: a string, or a whole number, which counts as its digits as in records. */
final class IdText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    IdText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return json.hasToken(JsonToken.VALUE_NUMBER_INT)
                ? json.getText()
                : StringDeserializer.instance.deserialize(json, context);
    }
}
