package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Can write all that changes while it runs (state, counters, random numbers) and read it back, for a checkpoint. */
public interface Saveable {
    void write(DataOutput out) throws IOException;

    /**
     * Takes over what an equally built object wrote; goes on as that one would. Throws IOException, with both names, if the one
     * that wrote was another, as far as that can be told.
     */
    void read(DataInput in) throws IOException;
}
