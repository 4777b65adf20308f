package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The JSON body of an explanation: {@code ExplainRequest} in the contract.
 *
 * @param recall the other fields, which are those of the explained recall
 */
record ExplainRequestBody(Own own, RecallRequestBody recall) {

    private static final List<String> OWN = List.of("content_id", "request_id");

    /** The fields that a recall request lacks. Null fields are absent. */
    record Own(@JsonDeserialize(using = IdText.class) @Nullable String contentId, @Nullable String requestId) {}

    /** @throws io.graphrecall.schema.InvalidRecordException with a pointer to the invalid field */
    static ExplainRequestBody read(byte[] body) {
        ObjectNode fields = Json.read(body, ObjectNode.class);
        ObjectNode own = fields.objectNode();
        OWN.forEach(name -> own.set(name, fields.remove(name)));
        return new ExplainRequestBody(Json.convert(own, Own.class), Json.convert(fields, RecallRequestBody.class, OWN));
    }
}
