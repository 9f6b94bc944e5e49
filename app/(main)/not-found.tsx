import { NothingHere } from "@/components/frame/nothing-here";

/** An entry or a list that does not exist, inside the frame. */
export default function NotFound() {
  return <NothingHere />;
}
