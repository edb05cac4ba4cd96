import { Injectable } from '@nestjs/common';
import { ParkedStreams } from '../ports/parked-streams.port';
import { ComingCredit } from '../transfer/coming-credit';

/** What is looked at before anything is decided on an account: credit that comes to it, and whether it is parked. */
@Injectable()
export class AccountSurroundings {
  constructor(
    readonly coming: ComingCredit,
    readonly parked?: ParkedStreams,
  ) {}
}
