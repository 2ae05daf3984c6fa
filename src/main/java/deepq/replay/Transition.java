package deepq.replay;

/**
 * One piece of experience, (s, a, r, s') of Sutton and Barto with what the future after it counts: what a replay
 * buffer stores.
 *
 * @param reward what the step earned; of an n-step transition the discounted sum of its n rewards
 * @param nextObservation what the action led to; after an end the old episode's last observation
 * @param discount what Q of the next observation is multiplied by: gamma, or gamma to the power of the n steps; 0
 *     where the episode terminated, because nothing comes after it. (A time limit does not terminate: its last step
 *     keeps its discount.)
 */
public record Transition(float[] observation, int action, float reward, float[] nextObservation, float discount) {}
